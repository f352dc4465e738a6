set standard_conforming_strings = off;
set escape_string_warning = off;
select 'a\'b' as x;
set escape_string_warning = on;
select 'a\\b' as x;
set standard_conforming_strings = on;
select 'a\' as x;
