SELECT E'it\'s; \\', e'\\;', E'\n\x41\101\u0041', E'';
