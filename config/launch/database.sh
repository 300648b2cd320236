#!/bin/sh
# What a PostgreSQL of docker-compose.yml makes at its first start: extensions for every database made from template1,
# and the application's role, which owns its database and is no superuser. config/launch/postgres.py does the same.
set -eu
psql -X -v ON_ERROR_STOP=1 -v password="$DATABASE_PASSWORD" --username postgres --dbname template1 <<'SQL'
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;
CREATE ROLE mot_cua LOGIN NOSUPERUSER NOCREATEROLE NOREPLICATION NOBYPASSRLS NOCREATEDB PASSWORD :'password';
CREATE DATABASE mot_cua OWNER mot_cua;
REVOKE ALL ON DATABASE mot_cua FROM PUBLIC;
SQL
