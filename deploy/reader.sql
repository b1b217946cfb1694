-- Creates a role for the gateway, which can only read the tables of the schema `public`. The owner
-- of the tables runs this once, in their database. The role can also read tables that the owner
-- creates later. The environment gives the password:
--
--   READER_PASSWORD=… psql "$OWNER_DATABASE_URL" -f deploy/reader.sql
\getenv password READER_PASSWORD

CREATE ROLE metergate_reader LOGIN PASSWORD :'password';
-- The gateway also sets this for each of its sessions.
ALTER ROLE metergate_reader SET default_transaction_read_only = on;

GRANT USAGE ON SCHEMA public TO metergate_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO metergate_reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO metergate_reader;
