SELECT U&'d\0061t;', u&'\+000061' UESCAPE '!', U&"d\0061ta;", U & 'x';
