SELECT a[1:2], a[:3], (ARRAY[1,2])[1:1];
