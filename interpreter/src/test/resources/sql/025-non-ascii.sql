SELECT "größe", größe, 日本語, 'für; alle', é.ü FROM straße;
