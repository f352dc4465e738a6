SELECT B'101', b'', X'1F;', x'ab';
