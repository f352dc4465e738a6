-- The directory as it was before revision 202503010002: the same 24,000 partners each time, awkward ones included.
-- Load it into an empty database that is at revision 202503010001.

INSERT INTO partner_categories (slug, name) VALUES
    ('agency', 'Agencies'),
    ('bank', 'Banks & insurers'),
    ('consultancy', 'Consultancies'),
    ('distributor', 'Distributors'),
    ('education', 'Schools & universities'),
    ('hardware', 'Hardware makers'),
    ('hosting', 'Hosting'),
    ('logistics', 'Logistics'),
    ('media', 'Presse & médias'),
    ('nonprofit', 'Non-profits'),
    ('reseller', 'Resellers'),
    ('software', 'Software houses');

-- 37 partners are in one of three old categories that have no slug, and 245 were never put in a category.
INSERT INTO partners (name, category, status, featured, sort_order, created_at)
SELECT
    names[1 + i % cardinality(names)] || ' ' || i,
    CASE
        WHEN i % 640 = 0 THEN legacy[1 + i / 640 % cardinality(legacy)]
        WHEN i % 98 = 1 THEN NULL
        ELSE slugs[1 + i % cardinality(slugs)]
    END,
    (ARRAY['active', 'active', 'active', 'paused', 'draft'])[1 + i % 5],
    i % 50 = 0,
    i * 7919 % 24001,
    timestamptz '2019-01-01 00:00:00+00' + i * interval '90 minutes'
FROM
    generate_series(1, 24000) AS i,
    (SELECT array_agg(slug ORDER BY slug) AS slugs FROM partner_categories) AS known,
    (SELECT
        ARRAY['O''Reilly & friends', 'print "old"', 'b2b\legacy'] AS legacy,
        ARRAY[
            'Acme', 'O''Brien & Sons', '"Quoted" Ltd', 'C:\Partners\New', 'It''s "both" \ really', 'Müller Söhne GmbH',
            'Łódź Logistyka', 'Ærøskøbing Rederi', 'Société Générale d''Été', '株式会社サンプル', 'ООО «Ромашка»', 'Ἀθῆναι 🏛',
            '50% off; -- DROP TABLE'] AS names) AS words
ORDER BY i;
