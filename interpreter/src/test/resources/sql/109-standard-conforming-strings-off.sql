SET standard_conforming_strings = off;
SELECT 'it\'s; off', 'back\\';
SET standard_conforming_strings TO on;
SELECT 'on\';
