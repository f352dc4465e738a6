--
-- PostgreSQL database dump
--

\restrict abc123

SET statement_timeout = 0;
SET lock_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET client_min_messages = warning;

CREATE TABLE public.t (
    id integer NOT NULL,
    name text
);

CREATE SEQUENCE public.t_id_seq AS integer START WITH 1;
ALTER SEQUENCE public.t_id_seq OWNED BY public.t.id;

COPY public.t (id, name) FROM stdin;
1	first
2	\N
\.

SELECT pg_catalog.setval('public.t_id_seq', 2, true);

ALTER TABLE ONLY public.t
    ADD CONSTRAINT t_pkey PRIMARY KEY (id);

\unrestrict abc123

