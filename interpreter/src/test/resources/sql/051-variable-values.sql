\set a 'with ''quotes'''
\set b 'back\\slash'
\set c 'two\nlines'
\set d "double ""quoted"""
\set e 'tab\tand\101\x42'
SELECT :'a', :'b', :'c', :'d', :'e', :"a", :"b";
