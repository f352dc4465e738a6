-- a comment first
/* another
 /* nested */ */ select 1; -- behind
;
;;
select /* inside */ 2
-- before the end
;
/* only */ ;
-- last
