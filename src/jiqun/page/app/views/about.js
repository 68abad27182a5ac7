// What the page is: rules, how to cite it, what it lacks.

import { element } from "../dom.js";
import { outside } from "../texts.js";

/** Return the view that tells of the data itself. */
export function createAboutView(app) {
  const { meta, coverage } = app.base;
  const node = element(
    "section",
    { class: "view prose", "aria-label": "关于" },
    element("h2", {}, "收录的规矩"),
    element(
      "ul",
      {},
      meta.rules.map((rule) => element("li", {}, rule)),
    ),
    element("h2", {}, "还缺什么"),
    element("p", {}, meta.gap),
    element(
      "div",
      { class: "wide", tabindex: "0", role: "region", "aria-label": "覆盖" },
      element(
        "table",
        { class: "listing" },
        element("caption", { class: "off-screen" }, "各项有多少集群"),
        element(
          "thead",
          {},
          element(
            "tr",
            {},
            coverage.titles.map((title) => element("th", { scope: "col" }, title)),
          ),
        ),
        element(
          "tbody",
          {},
          coverage.rows.map(({ cells }) => element("tr", {}, cells.map(coverageCell))),
        ),
      ),
    ),
    element(
      "p",
      { class: "note" },
      "“未公布”是没有定过，“未查到”是找过而没找到，“不适用”是本来就没有，“未找过”是还没有人去找",
    ),
    element("h2", {}, "怎样引用"),
    element("p", {}, "引用其中的数字，请引它的来源：每张卡片都可“复制引文”。引用整个知识库："),
    element("blockquote", {}, meta.citation),
    element("h2", {}, "许可与出处"),
    element(
      "p",
      {},
      "数据 ",
      meta.licence_address ? outside(meta.licence_address, meta.licence) : meta.licence,
      "；程序 MIT 许可。",
      meta.project ? ["项目：", outside(meta.project, meta.project)] : null,
    ),
  );
  return { node, update() {}, whole() {} };
}

function coverageCell(cell, at) {
  return element(at ? "td" : "th", { class: at ? "number" : null, scope: at ? null : "row" }, cell);
}
