SELECT $tag
$tag$; x $tag$;
