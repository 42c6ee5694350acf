/** What buckets are told of tiering, analyses, inventories, metrics, acceleration and payers. */
package dev.brume.s3.configuration;
