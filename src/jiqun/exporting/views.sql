CREATE VIEW cluster_overview AS -- 每个集群一行：领域、批次、省市，有几个目标和实绩，其中几个是集群自己的
SELECT
  c.id, c.marked_name AS name, d.name AS domain, c.batch_id AS batch,
  (SELECT group_concat(name, '、') FROM (
    SELECT p.name FROM cluster_provinces AS x JOIN provinces AS p ON p.id = x.province_id
    WHERE x.cluster_id = c.id ORDER BY x.position)) AS provinces,
  (SELECT group_concat(name, '、') FROM (
    SELECT p.name FROM cluster_cities AS x JOIN cities AS p ON p.id = x.city_id
    WHERE x.cluster_id = c.id ORDER BY x.position)) AS cities,
  count(f.id) FILTER (WHERE f.kind = 'target') AS targets,
  count(f.id) FILTER (WHERE f.kind = 'target' AND f.of_cluster) AS own_targets,
  count(f.id) FILTER (WHERE f.kind = 'actual') AS actuals,
  count(f.id) FILTER (WHERE f.kind = 'actual' AND f.of_cluster) AS own_actuals
FROM clusters AS c
JOIN domains AS d ON d.id = c.domain_id
LEFT JOIN figures AS f ON f.cluster_id = c.id
GROUP BY c.id ORDER BY c.rowid;

CREATE VIEW cluster_targets AS -- 每个目标一行，旁边是最近的实绩；of_cluster 为 0 的不是集群自己的数字
SELECT
  c.id AS cluster_id, c.marked_name AS cluster,
  coalesce(t.label, t.metric) AS metric, t.text AS target,
  coalesce(t.year, t.period_start || '–' || t.period_end) AS target_time,
  t.of_cluster,
  (SELECT meaning FROM vocabulary
    WHERE table_name = 'figures' AND field = 'scope' AND word = t.scope) AS scope,
  (SELECT meaning FROM vocabulary
    WHERE table_name = 'figures' AND field = 'industry' AND word = t.industry) AS industry,
  t.scope_note, t.evidence,
  coalesce(a.label, a.metric) AS actual_metric, a.text AS actual,
  coalesce(a.year, a.period_start || '–' || a.period_end) AS actual_time,
  a.of_cluster AS actual_of_cluster, a.scope_note AS actual_scope_note,
  a.evidence AS actual_evidence,
  s.comparable, s.why_not, s.progress, s.progress_op,
  (SELECT meaning FROM vocabulary
    WHERE table_name = 'standings' AND field = 'status' AND word = s.status) AS status,
  (SELECT meaning FROM vocabulary
    WHERE table_name = 'standings' AND field = 'verdict' AND word = s.verdict) AS verdict,
  (SELECT meaning FROM vocabulary
    WHERE table_name = 'standings' AND field = 'reason' AND word = s.reason) AS reason,
  ts.title, ts.publisher, ts.date, ts.url,
  acts.title AS actual_title, acts.publisher AS actual_publisher,
  acts.date AS actual_date, acts.url AS actual_url
FROM standings AS s
JOIN figures AS t ON t.id = s.target_figure_id
JOIN clusters AS c ON c.id = t.cluster_id
JOIN sources AS ts ON ts.id = t.source_id
LEFT JOIN figures AS a ON a.id = s.actual_figure_id
LEFT JOIN sources AS acts ON acts.id = a.source_id
ORDER BY t.id;

CREATE VIEW clusters_by_domain AS -- 各领域有几个集群，是哪些
SELECT d.id, d.name, count(c.id) AS clusters, group_concat(c.marked_name, '；') AS names
FROM domains AS d
LEFT JOIN clusters AS c ON c.domain_id = d.id
GROUP BY d.id ORDER BY d.rowid;

CREATE VIEW clusters_by_province AS -- 各省参与几个集群，其中几个居首位（牵头），是哪些
SELECT
  p.id, p.name, count(c.id) AS clusters,
  count(c.id) FILTER (WHERE x.position = 1) AS leading,
  group_concat(c.marked_name, '；') AS names
FROM provinces AS p
LEFT JOIN cluster_provinces AS x ON x.province_id = p.id
LEFT JOIN clusters AS c ON c.id = x.cluster_id
GROUP BY p.id ORDER BY p.rowid;

CREATE VIEW clusters_by_city AS -- 各城市参与几个集群，其中几个居首位（牵头），是哪些
SELECT
  p.id, p.name, count(c.id) AS clusters,
  count(c.id) FILTER (WHERE x.position = 1) AS leading,
  group_concat(c.marked_name, '；') AS names
FROM cities AS p
LEFT JOIN cluster_cities AS x ON x.city_id = p.id
LEFT JOIN clusters AS c ON c.id = x.cluster_id
GROUP BY p.id ORDER BY p.rowid;

CREATE VIEW clusters_by_region AS -- 各区域计入几个集群：每个只计一次，计入首位省份所在的区域
SELECT
  r.id, r.name,
  (SELECT meaning FROM vocabulary
    WHERE table_name = 'regions' AND field = 'kind' AND word = r.kind) AS kind,
  count(c.id) AS clusters, group_concat(c.marked_name, '；') AS names, r.rule
FROM regions AS r
JOIN region_provinces AS p ON p.region_id = r.id
LEFT JOIN cluster_provinces AS x ON x.province_id = p.province_id AND x.position = 1
LEFT JOIN clusters AS c ON c.id = x.cluster_id
GROUP BY r.id ORDER BY r.rowid;

CREATE VIEW clusters_by_batch AS -- 各批次官方公布几个、本库列出几个，是哪些
SELECT
  b.id, b.name, b.added AS official, count(c.id) AS clusters, b.total AS official_total,
  group_concat(c.marked_name, '；') AS names
FROM batches AS b
LEFT JOIN clusters AS c ON c.batch_id = b.id
GROUP BY b.id ORDER BY b.id;

CREATE VIEW official_totals AS -- 官方合计与本库数得的并列；有差的，deviation 说明为何
SELECT
  i.id, i.subject, i.name, i.text AS official, i.year, k.base_count,
  k.base_count - i.value AS difference, i.deviation,
  s.title, s.publisher, s.date, s.url
FROM indicator_checks AS k
JOIN indicators AS i ON i.id = k.indicator_id
JOIN sources AS s ON s.id = i.source_id
WHERE i.value IS NOT NULL
ORDER BY i.rowid;

CREATE VIEW policies_of_clusters AS -- 点名集群的政策，或有举措适用于集群的政策
SELECT
  c.id AS cluster_id, c.marked_name AS cluster, p.id AS policy_id, p.title, p.number,
  p.issuer, p.level, p.date, p.gist
FROM (
  SELECT cluster_id, policy_id FROM policy_clusters
  UNION
  SELECT x.cluster_id, m.policy_id FROM measure_clusters AS x
  JOIN measures AS m ON m.id = x.measure_id WHERE m.policy_id IS NOT NULL
) AS named
JOIN clusters AS c ON c.id = named.cluster_id
JOIN policies AS p ON p.id = named.policy_id
ORDER BY c.rowid, p.rowid;

CREATE VIEW unknowns AS -- 已知的空白：哪个集群、哪一项，是未公布、未查到还是不适用
SELECT
  c.id AS cluster_id, c.marked_name AS cluster,
  coalesce((SELECT meaning FROM vocabulary
    WHERE table_name = 'gaps' AND field = 'field' AND word = g.field), g.field) AS field,
  (SELECT meaning FROM vocabulary
    WHERE table_name = 'gaps' AND field = 'state' AND word = g.state) AS state,
  g.looked, g.note
FROM gaps AS g
JOIN clusters AS c ON c.id = g.cluster_id
ORDER BY g.id;
