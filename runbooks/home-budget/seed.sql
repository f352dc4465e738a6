-- A household's book as it was before the migrations: the same 120,000 expenses and 24,000 incomes each time, with the
-- spellings, gaps and empty cells of real ones. Load it into an empty database that is at revision 3f1c0a7b2d10.

-- 300 expenses have no date, 120 have no amount, 1,600 no category; 'groceries' is spelt in four ways.
INSERT INTO expenses (date, business, category, amount, account, created_at)
SELECT
    CASE WHEN i % 400 <> 7 THEN date '2016-01-01' + i / 36 END,
    businesses[1 + i % cardinality(businesses)],
    CASE WHEN i % 75 <> 3 THEN categories[1 + i * 7 % cardinality(categories)] END,
    CASE WHEN i % 1000 <> 11 THEN (i::bigint * 7919 % 25000 + 99) / 100.0 END,
    accounts[1 + i % cardinality(accounts)],
    timestamptz '2016-01-01 08:00:00+00' + i / 36 * interval '1 day' + i % 36 * interval '15 minutes'
FROM
    generate_series(1, 120000) AS i,
    (SELECT
        ARRAY['Corner shop', 'O''Brien''s "Bar"', 'Müller & Söhne', 'חשמל בע״מ', 'Ciné 77', '50% off -- ; sale', 'Bahn'] AS businesses,
        ARRAY['groceries', 'Groceries', ' groceries ', 'GROCERIES', 'rent', 'transport', 'utilities', 'eating out', 'health',
            'Health ', 'gifts', 'travel'] AS categories,
        ARRAY['cash', 'debit', 'credit'] AS accounts) AS words
ORDER BY i;

INSERT INTO incomes (date, source, amount, account, created_at)
SELECT
    date '2016-01-01' + i / 7,
    (ARRAY['salary', 'interest', 'refund', 'sale', 'gift'])[1 + i % 5],
    (i::bigint * 7919 % 300000 + 100) / 100.0,
    (ARRAY['debit', 'savings'])[1 + i % 2],
    timestamptz '2016-01-01 09:00:00+00' + i / 7 * interval '1 day'
FROM generate_series(1, 24000) AS i
ORDER BY i;

ANALYZE expenses, incomes;
