/** Bucket settings for tiering, analyses, inventories, metrics, acceleration and payment. */
package dev.brume.s3.configuration;
