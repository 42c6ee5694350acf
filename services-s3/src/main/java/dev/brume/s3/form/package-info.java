/** Uploads by HTML forms, without scripts. */
package dev.brume.s3.form;
