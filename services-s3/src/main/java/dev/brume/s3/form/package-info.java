/** Uploads that pages make by forms, without scripts. */
package dev.brume.s3.form;
