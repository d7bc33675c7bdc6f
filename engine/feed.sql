-- What each part with a question is handed: the posts that it looks at, lengths of lists, then the questions.

CREATE TABLE wanted AS
SELECT l.part AS part, l.post AS post FROM looked l JOIN (SELECT DISTINCT part FROM ask) a ON a.part = l.part
UNION SELECT part, post FROM named;

CREATE TABLE feed AS
SELECT w.part AS part, 0 AS what, w.post AS post, 0 AS kind, '' AS key, 0 AS posts, p.record AS record
FROM wanted w JOIN posted p ON p.post = w.post
UNION ALL
SELECT c.part AS part, 1 AS what, 0 AS post, c.kind AS kind, CAST(c.key AS STRING) AS key, c.posts AS posts, '' AS record
FROM counted c JOIN (SELECT DISTINCT part FROM ask) a ON a.part = c.part
UNION ALL
SELECT part, 2 AS what, post, 0 AS kind, '' AS key, 0 AS posts, record FROM ask;
