// What stands around all views: the title, the search box, the ways to the views, the foot.

import { button, element, fill, setAttribute, setText } from "./dom.js";
import { written } from "./script.js";
import { outside } from "./texts.js";

// So long (in ms) no letter is typed before the question is asked.
const PAUSE = 120;

/** Return the head, the middle in which the views stand, and the foot. */
export function createFrame(app) {
  const { meta } = app.base;
  const box = searchBox(app);
  const ways = waysTo(app);
  const scripts = ["hans", "hant"].map((key) => ({ key, node: scriptChoice(app, key) }));
  const live = element("p", { class: "off-screen", role: "status" });
  const middle = element("div", { class: "middle" });
  const head = element(
    "header",
    { class: "head" },
    element("a", { class: "skip", href: "#main", onclick: skip }, "到正文"),
    element(
      "div",
      { class: "title" },
      element("h1", {}, "国家先进制造业集群"),
      element("p", {}, "它们在哪、做什么、许下什么、结果如何、谁说的"),
    ),
    element(
      "p",
      { class: "script", role: "group", "aria-label": "字体" },
      scripts.map((one) => one.node),
    ),
    box.node,
    ways.node,
  );
  const nodes = [head, middle, foot(app), live];
  document.title = written(meta.title);
  function update(state) {
    box.update(state);
    ways.update(state);
    for (const one of scripts) {
      setAttribute(one.node, "aria-pressed", String(state.script === one.key));
    }
  }
  return { nodes, middle, update, announce: (text) => fill(live, text) };
}

function skip(event) {
  event.preventDefault();
  document.getElementById("main").focus();
}

function scriptChoice(app, key) {
  return button({ hans: "简", hant: "繁" }[key], () => app.set({ script: key }), {
    "aria-label": { hans: "简体", hant: "繁体" }[key],
    lang: { hans: "zh-Hans", hant: "zh-Hant" }[key],
  });
}

function searchBox(app) {
  let waiting = 0;
  function ask() {
    waiting = 0;
    app.set(asked(app, input.value), true);
  }
  const input = element("input", {
    type: "search",
    id: "search",
    autocomplete: "off",
    spellcheck: "false",
    enterkeyhint: "search",
    "aria-label": "查集群、地方、企业、产品、政策、来源",
    placeholder: "查集群、地方、企业、产品…",
    oninput: () => {
      clearTimeout(waiting);
      waiting = setTimeout(ask, PAUSE);
    },
  });
  const node = element(
    "form",
    {
      class: "search",
      role: "search",
      onsubmit: (event) => {
        event.preventDefault();
        clearTimeout(waiting);
        waiting = 0;
        app.set(asked(app, input.value));
        document.querySelector("main .listing tbody a")?.focus();
      },
    },
    input,
  );
  function update(state) {
    if (!waiting && input.value !== state.query) input.value = state.query;
  }
  return { node, update };
}

/** Return what a question changes: it is asked where its answer can be seen. */
function asked(app, query) {
  const view = ["clusters", "targets", "sources"].includes(app.state.view)
    ? app.state.view
    : "clusters";
  return { query, view, card: "", sort: "" };
}

function waysTo(app) {
  const { base } = app;
  const told = {
    clusters: ["集群", base.clusters.rows.length],
    targets: ["目标与实绩", base.targets.rows.filter((one) => one.due <= base.targets.due).length],
    compare: ["对照", ""],
    sources: ["来源", base.sources.rows.length],
    about: ["关于", ""],
  };
  const links = Object.entries(told).map(([view, [label, count]]) => {
    const badge = element("span", { class: "badge" }, count);
    const node = element(
      "a",
      {
        href: `#view=${view}`,
        onclick: (event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          app.show(view);
        },
      },
      label,
      badge,
    );
    return { view, node, badge };
  });
  const node = element(
    "nav",
    { class: "ways", "aria-label": "各页" },
    links.map((one) => one.node),
  );
  function update(state) {
    for (const one of links) {
      setAttribute(one.node, "aria-current", state.view === one.view ? "page" : null);
      if (one.view === "compare") setText(one.badge, state.compared.length || "");
    }
  }
  return { node, update };
}

function foot(app) {
  const { meta } = app.base;
  return element(
    "footer",
    { class: "foot" },
    element("p", {}, meta.gap, "。“未公布”“未查到”“不适用”是三回事；空白见“关于”。"),
    element(
      "p",
      {},
      `${meta.edition} · 数据 `,
      meta.licence_address ? outside(meta.licence_address, meta.licence) : meta.licence,
      meta.project ? [" · ", outside(meta.project, "项目")] : null,
    ),
    element("p", {}, `引用：${meta.citation}`),
    element(
      "p",
      {},
      "这个网页不联网，不记录，数据全在文件里；只有点开来源的网址才会离开它。地图只是方格，没有画任何界线。",
    ),
  );
}
