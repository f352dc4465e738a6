\if true
  \echo a
  \if no
    \echo b
    \if banana
    \endif
  \elif 1
    \echo c
    \if off
      select broken syntax here;
    \else
      \echo d
    \endif
  \elif banana
    \echo e
  \else
    \echo f
  \endif
\else
  \echo g :undefined
  \i nowhere.sql
\endif
\if banana
\echo h
\else
\echo i
\endif
\if
\echo j
\endif
\if 0
\elif 0
\elif on
\echo k
\else
\echo l
\endif
select 1 as t \gset
\if :t
select 'was true';
\endif
\if :{?t} \echo inline
\endif
\if not true
\endif
\if t r u e
\echo m
\endif
\if yes -- comment
\echo n
\endif
