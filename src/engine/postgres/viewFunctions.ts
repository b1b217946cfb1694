/**
 * Stable functions of PostgreSQL itself that depend on nothing but their arguments and on settings
 * that each transaction of the gateway makes.
 */
const STEADY =
  '^(date_trunc|date_part|extract|timezone|date|timestamp|timestamptz|time|to_char|to_date|to_timestamp|concat|concat_ws|format' +
  '|timestamptz_(pl|mi)_interval|interval_pl_timestamptz|(date|timestamp|timestamptz)_(eq|ne|lt|le|gt|ge|cmp)_(date|timestamp|timestamptz)' +
  '|enum_(in|out)|array_(in|out|to_string)|jsonb?_build_(object|array)|to_jsonb?)$';

/** Parts of a select that may give another result over the same rows. */
const UNSTEADY = '\\{(SQLVALUEFUNCTION|TABLESAMPLECLAUSE|NEXTVALUEEXPR|XMLEXPR|JSONEXPR|TABLEFUNC)';

/** The types that a text is safely read as. The text `now` is a different instant each time. */
const READ_AS = `'16', '20', '21', '23', '25', '700', '701', '1042', '1043', '1700', '2950'`;

/**
 * True if a view `c` is a function of the rows that it reads. The text of its rule names every
 * function by its id; the dependencies of `pg_depend` leave out those of PostgreSQL itself.
 */
export const VIEW_READS_ONLY_TABLES = `(
  SELECT count(*) = 1 AND bool_and(
    r.action !~ '${UNSTEADY}'
    AND NOT EXISTS (
      SELECT FROM regexp_matches(r.action, ':(?:funcid|opfuncid|aggfnoid|winfnoid|fn_oid|functionId) (\\d+)', 'g') AS found
      JOIN pg_proc f ON f.oid = found[1]::oid
      WHERE f.provolatile <> 'i'
        AND NOT (f.provolatile = 's' AND f.pronamespace = 'pg_catalog'::regnamespace AND f.proname ~ '${STEADY}')
    )
    AND NOT EXISTS (
      SELECT FROM regexp_matches(r.action, ':relid (\\d+)', 'g') AS found WHERE found[1]::bigint BETWEEN 1 AND 16383
    )
    AND (
      r.action !~ '\\{COERCEVIAIO'
      OR NOT EXISTS (
        SELECT FROM regexp_matches(r.action, ':resulttype (\\d+)', 'g') AS found WHERE found[1] NOT IN (${READ_AS})
      )
    )
  )
  FROM (SELECT ev_action::text AS action FROM pg_rewrite WHERE ev_class = c.oid) AS r
)`;
