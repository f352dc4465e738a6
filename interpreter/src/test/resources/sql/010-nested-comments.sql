SELECT /* a /* b; */ c; */ 1;
/* x /* y */ z */ SELECT 2;
SELECT 1 /*/**/*/ ;
SELECT /***; ***/ 3;
SELECT /*/ ; */ 4;
