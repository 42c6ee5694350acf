"""DynamoDB by PynamoDB, an object mapper for Python.

The endpoint is in AWS_ENDPOINT_URL; every test has an account of its own, which is its access key.

Source of truth: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/Welcome.html, the page
of each operation, and https://pynamodb.readthedocs.io/en/stable/.
"""

import itertools
import os
import unittest
from datetime import datetime, timedelta, timezone

from pynamodb.attributes import (
    JSONAttribute,
    ListAttribute,
    MapAttribute,
    NumberAttribute,
    TTLAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
    UTCDateTimeAttribute,
    VersionAttribute,
)
from pynamodb.connection import Connection
from pynamodb.exceptions import DoesNotExist, PutError, TransactWriteError, UpdateError
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex, LocalSecondaryIndex
from pynamodb.models import Model
from pynamodb.transactions import TransactGet, TransactWrite

ACCOUNTS = itertools.count(341_000_000_000)


class Address(MapAttribute):
    street = UnicodeAttribute()
    zip = NumberAttribute(null=True)


def new_model():
    account = str(next(ACCOUNTS))

    class ByGenre(GlobalSecondaryIndex):
        class Meta:
            index_name = "by-genre"
            projection = AllProjection()
            read_capacity_units = 1
            write_capacity_units = 1

        genre = UnicodeAttribute(hash_key=True)
        plays = NumberAttribute(range_key=True)

    class ByPlays(LocalSecondaryIndex):
        class Meta:
            index_name = "by-plays"
            projection = AllProjection()

        artist = UnicodeAttribute(hash_key=True)
        plays = NumberAttribute(range_key=True)

    class Song(Model):
        class Meta:
            table_name = "songs"
            region = "us-east-1"
            host = os.environ["AWS_ENDPOINT_URL"]
            aws_access_key_id = account
            aws_secret_access_key = "secret"
            read_capacity_units = 5
            write_capacity_units = 5
            max_retry_attempts = 0

        artist = UnicodeAttribute(hash_key=True)
        title = UnicodeAttribute(range_key=True)
        genre = UnicodeAttribute(null=True)
        plays = NumberAttribute(default=0)
        tags = UnicodeSetAttribute(null=True)
        studio = Address(null=True)
        takes = ListAttribute(of=NumberAttribute, null=True)
        extra = JSONAttribute(null=True)
        recorded = UTCDateTimeAttribute(null=True)
        gone = TTLAttribute(null=True)
        version = VersionAttribute()
        by_genre = ByGenre()
        by_plays = ByPlays()

    Song.create_table()
    return Song


class PynamoDb(unittest.TestCase):
    def setUp(self):
        self.Song = new_model()

    def song(self, title, **attributes):
        song = self.Song("Nina", title, **attributes)
        song.save()
        return song

    def test_items_come_back_as_they_were_saved(self):
        when = datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone.utc)
        self.song(
            "Sinnerman",
            tags={"live", "ü"},
            studio=Address(street="5th", zip=10001),
            takes=[1, 2.5],
            extra={"a": [None, True]},
            recorded=when,
            gone=timedelta(days=1),
        )
        song = self.Song.get("Nina", "Sinnerman", consistent_read=True)
        self.assertEqual({"live", "ü"}, song.tags)
        self.assertEqual("5th", song.studio.street)
        self.assertEqual([1, 2.5], song.takes)
        self.assertEqual({"a": [None, True]}, song.extra)
        self.assertEqual(when, song.recorded)
        self.assertEqual(1, song.version)
        with self.assertRaises(DoesNotExist):
            self.Song.get("Nina", "none")

    def test_versions_guard_against_lost_updates(self):
        song = self.song("Feeling Good")
        stale = self.Song.get("Nina", "Feeling Good")
        song.update(actions=[self.Song.plays.add(5), self.Song.genre.set("jazz")])
        self.assertEqual(5, song.plays)
        self.assertEqual(2, song.version)
        stale.genre = "pop"
        with self.assertRaises(PutError) as refusal:
            stale.save()
        self.assertEqual("ConditionalCheckFailedException", refusal.exception.cause_response_code)
        with self.assertRaises(UpdateError):
            song.update(actions=[self.Song.plays.set(0)], condition=self.Song.plays > 5)

    def test_queries_and_indexes(self):
        for i in range(10):
            self.song(f"t{i}", genre="jazz" if i % 2 else "soul", plays=i)
        found = [s.title for s in self.Song.query("Nina", self.Song.title.between("t3", "t5"))]
        self.assertEqual(["t3", "t4", "t5"], found)
        found = self.Song.by_genre.query("jazz", self.Song.plays > 4, scan_index_forward=False)
        self.assertEqual([9, 7, 5], [s.plays for s in found])
        found = self.Song.by_plays.query("Nina", limit=2)
        self.assertEqual(["t0", "t1"], [s.title for s in found])
        self.assertEqual(5, self.Song.by_genre.count("soul"))
        pages = self.Song.query("Nina", filter_condition=self.Song.genre == "soul", page_size=3)
        self.assertEqual(5, len(list(pages)))
        self.assertEqual(4, len(list(self.Song.scan(self.Song.title.is_in("t1", "t2") | (self.Song.plays >= 8)))))

    def test_batches(self):
        with self.Song.batch_write() as batch:
            for i in range(60):
                batch.save(self.Song("Many", f"t{i:02}"))
        found = list(self.Song.batch_get([("Many", f"t{i:02}") for i in range(60)]))
        self.assertEqual(60, len(found))
        with self.Song.batch_write() as batch:
            for song in found:
                batch.delete(song)
        self.assertEqual(0, self.Song.count("Many"))

    def test_transactions(self):
        one, two = self.song("one"), self.song("two")
        connection = Connection(
            region="us-east-1",
            host=os.environ["AWS_ENDPOINT_URL"],
            aws_access_key_id=self.Song.Meta.aws_access_key_id,
            aws_secret_access_key="secret",
        )
        with TransactWrite(connection=connection, client_request_token="t") as transaction:
            transaction.update(one, actions=[self.Song.plays.add(1)])
            transaction.delete(two)
        with TransactGet(connection=connection) as transaction:
            future = transaction.get(self.Song, "Nina", "one")
        self.assertEqual(1, future.get().plays)
        with self.assertRaises(TransactWriteError) as refusal:
            with TransactWrite(connection=connection) as transaction:
                transaction.save(self.Song("Nina", "three"))
                transaction.condition_check(self.Song, "Nina", "two", condition=self.Song.plays.exists())
        # PynamoDB sends condition checks first.
        codes = [reason and reason.code for reason in refusal.exception.cancellation_reasons]
        self.assertEqual(["ConditionalCheckFailed", None], codes)
        self.assertEqual(1, self.Song.count("Nina"))


if __name__ == "__main__":
    unittest.main(verbosity=2)
