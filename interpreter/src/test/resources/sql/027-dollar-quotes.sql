SELECT $$a;b$$, $x$it's; $$ nested; $$ $x$, $a_1$;$a_1$;
