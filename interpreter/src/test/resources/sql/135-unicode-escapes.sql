SELECT U&'d\0061t\+000061; still' , U&"d\0061t\+000061;" FROM (SELECT 1 AS "data;") x;
SELECT U&'d!0061t!+000061;' UESCAPE '!';
SELECT u&'\0441\043B\043E\043D' AS "слон;";
SELECT N'national; text', B'10;', X'1f;', E'a\'b;', e'\x41;\u0041;\U00000041;';
