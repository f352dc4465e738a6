SELECT 'straﬂe';
