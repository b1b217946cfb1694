-- A role for the gateway, which can read the tables of the schema `public` and do nothing else. To be run once by the owner of the tables, in their
-- database; tables that the owner makes later can be read too. The password is in the environment:
--
--   READER_PASSWORD=… psql "$OWNER_DATABASE_URL" -f deploy/reader.sql
\getenv password READER_PASSWORD

CREATE ROLE metergate_reader LOGIN PASSWORD :'password';
-- So does the gateway itself, for each of its sessions.
ALTER ROLE metergate_reader SET default_transaction_read_only = on;

GRANT USAGE ON SCHEMA public TO metergate_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO metergate_reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO metergate_reader;
