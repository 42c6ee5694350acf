$version: "2.0"

namespace test.tricky

use aws.api#service
use aws.auth#sigv4
use aws.protocols#awsJson1_0
use aws.protocols#awsQueryError

@service(sdkId: "Tricky Things", endpointPrefix: "tricky-things")
@sigv4(name: "tricky")
@awsJson1_0
service TrickyThings_2026 {
    version: "2026-01-01"
    operations: [
        GetObject
        PutObject
        Ping
        ListByHTTPName2
    ]
}

// The shape is the input of two operations and the output of one.
@http(method: "PUT", uri: "/{Key+}?put", code: 201)
operation PutObject {
    input: Object
    output: Object
    errors: [Error]
}

@endpoint(hostPrefix: "{Key}.")
@optionalAuth
operation GetObject {
    input: Object
    output: Shared
}

operation Ping {}

operation ListByHTTPName2 {
    input: Names
    output: Secrets
}

structure Object {
    @required
    @hostLabel
    @httpLabel
    Key: String

    list: List

    Record: Record
}

structure Shared {
    next: Shared
    children: Children
    tree: Tree
}

list Children {
    member: Shared
}

@sparse
map Tree {
    key: String
    value: Shared
}

structure List {}

union Record {
    nothing: Unit
    text: String
    record: Record
}

// What Java or the generated methods have taken already.
structure Names {
    class: String
    default: String
    toString: String
    hashCode: Integer
    getClass: String
    schema: String
    builder: String
    get: String
    create: String
    MD5OfBody: String
    ACL: String
    ETag: String
    _0: String
    class_: String
}

structure Secrets {
    open: String

    @sensitive
    hidden: String

    tokens: Tokens
}

list Tokens {
    member: Token
}

@sensitive
@length(min: 2, max: 5)
@pattern("^[\"\\\\a-z]+$")
string Token

@error("client")
@httpError(404)
@awsQueryError(code: "Tricky.Error", httpResponseCode: 400)
structure Error {
    Message: String
    level: Level
    kind: Kind
}

intEnum Level {
    LOW = 1
    HIGH = 7
}

enum Kind {
    plainOld = "plain-old"
    S3ObjectCreated = "s3:ObjectCreated:*"
    UPPER_CASE
}
