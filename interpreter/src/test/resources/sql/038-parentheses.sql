SELECT (1 + (2)); SELECT ')'; SELECT (';'); SELECT ("("); SELECT ((3));
