DROP TABLE media_items;
DROP TABLE uploads;
