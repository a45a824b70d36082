using System.Text;
using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Identity.Tokens;
using KubeDaq.Sandbox.Reviews;
using KubeDaq.Sandbox.Storage;
using KubeDaq.Sandbox.Tests.Identity;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Tokens;

namespace KubeDaq.Sandbox.Tests.Reviews;

public sealed class TokenRequestTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new(2026, 11, 24, 6, 0, 0, TimeSpan.Zero));
    private readonly PlainObjects _objects;
    private readonly TokenSigner _signer;
    private readonly TokenRequest _requests;
    private readonly TokenReview _reviews;
    private readonly Dictionary<string, string> _notes = [];

    public TokenRequestTests()
    {
        _objects = new(new ObjectStore());
        _signer = TokenSigner.OpenOrCreate(_folder.Path);
        var issuer = new TokenIssuer(_signer, _objects, _time);
        _requests = new(issuer, new(issuer, _objects), _time);
        _reviews = new(new TokenAuthenticator(_signer, _objects, _time));
        Put("serviceaccounts", """{"metadata": {"name": "coldbox"} }""");
        Put("pods", """{"metadata": {"name": "readout"}, "spec": {"serviceAccountName": "coldbox", "nodeName": "daq2"} }""");
        Put("pods", """{"metadata": {"name": "other"}, "spec": {"serviceAccountName": "default"} }""");
    }

    [Fact]
    public void A_token_is_for_the_server_and_for_an_hour()
    {
        var answer = Request("""{"spec": {} }""");
        Assert.Equal("""{"audiences":["https://kubernetes.default.svc.cluster.local"],"expirationSeconds":3600,"boundObjectRef":null}""",
            answer["spec"]!.ToJsonString());
        Assert.Equal("2026-11-24T07:00:00Z", (string?)answer["status"]!["expirationTimestamp"]);
        Assert.StartsWith("JTI=", _notes["authentication.kubernetes.io/issued-credential-id"], StringComparison.Ordinal);
        var claims = Claims(answer);
        Assert.Equal(["aud", "exp", "iat", "iss", "jti", "kubernetes.io", "nbf", "sub"], claims.Select(pair => pair.Key));
        Assert.Equal("system:serviceaccount:np04:coldbox", (string?)claims["sub"]);
        Assert.Equal(3600, (long)claims["exp"]! - (long)claims["iat"]!);
    }

    [Fact]
    public async Task A_bound_token_names_pod_and_host_and_is_reviewed_for_its_audience()
    {
        var answer = Request("""
            {"spec": {"audiences": ["flx.dune.daq"], "expirationSeconds": 600, "boundObjectRef": {"apiVersion": "v1", "kind": "Pod", "name": "readout"} } }
            """);
        var kubernetes = Claims(answer)["kubernetes.io"]!;
        Assert.Equal("readout", (string?)kubernetes["pod"]!["name"]);
        Assert.Equal("""{"name":"daq2"}""", kubernetes["node"]!.ToJsonString());
        var review = await Review($$"""{"spec": {"token": "{{answer["status"]!["token"]}}", "audiences": ["flx.dune.daq", "other"]} }""");
        Assert.True((bool)review["authenticated"]!);
        Assert.Equal("""["flx.dune.daq"]""", review["audiences"]!.ToJsonString());
        Assert.Equal("readout", (string?)review["user"]!["extra"]!["authentication.kubernetes.io/pod-name"]![0]);
    }

    [Fact]
    public void The_token_of_a_pods_volume_outlives_clients_that_read_it_once()
    {
        var answer = Request("""{"spec": {"expirationSeconds": 3607, "boundObjectRef": {"apiVersion": "v1", "kind": "Pod", "name": "readout"} } }""");
        var claims = Claims(answer);
        Assert.Equal(365 * 24 * 3600, (long)claims["exp"]! - (long)claims["iat"]!);
        Assert.Equal(3607, (long)claims["kubernetes.io"]!["warnafter"]! - (long)claims["iat"]!);
        Assert.Equal("2026-11-24T07:00:07Z", (string?)answer["status"]!["expirationTimestamp"]);
    }

    [Theory]
    [InlineData("""{"spec": {"expirationSeconds": 5} }""", 422,
        "TokenRequest.authentication.k8s.io \"\" is invalid: spec.expirationSeconds: Invalid value: 5: may not specify a duration less than 10 minutes")]
    [InlineData("""{"spec": {"expirationSeconds": 99999999999} }""", 422,
        "TokenRequest.authentication.k8s.io \"\" is invalid: spec.expirationSeconds: Invalid value: 99999999999: may not specify a duration larger than 2^32 seconds")]
    [InlineData("""{"metadata": {"name": "x"} }""", 422,
        "TokenRequest.authentication.k8s.io \"coldbox\" is invalid: metadata.name: Invalid value: \"x\": must match the service account name if specified")]
    [InlineData("""{"spec": {"boundObjectRef": {"apiVersion": "v1", "kind": "Pod", "name": "none"} } }""", 404, "pods \"none\" not found")]
    [InlineData("""{"spec": {"boundObjectRef": {"apiVersion": "v1", "kind": "ConfigMap", "name": "a"} } }""", 400,
        "cannot bind token to object of type /v1, Kind=ConfigMap")]
    [InlineData("""{"spec": {"boundObjectRef": {"apiVersion": "v1", "kind": "Pod", "name": "other"} } }""", 400,
        "cannot bind token for serviceaccount \"coldbox\" to pod running with different serviceaccount name.")]
    [InlineData("""{"spec": {"boundObjectRef": {"apiVersion": "v1", "kind": "Pod", "name": "readout", "uid": "zz"} } }""", 409,
        "Operation cannot be fulfilled on Pod \"readout\": the UID in the bound object reference (zz) does not match the UID in record. The object might have been deleted and then recreated")]
    public void A_bad_request_is_refused_in_the_servers_words(string body, int code, string message)
    {
        var refusal = Assert.Throws<StatusException>(() => Request(body));
        Assert.Equal((code, message), (refusal.Code, refusal.Message));
    }

    [Fact]
    public async Task A_review_of_rubbish_says_so()
    {
        Assert.Equal("""{"user":{},"error":"invalid bearer token"}""", (await Review("""{"spec": {"token": "garbage"} }""")).ToJsonString());
        var refusal = await Assert.ThrowsAsync<StatusException>(() => Review("""{"spec": {"token": ""} }"""));
        Assert.Equal((400, "token is required for TokenReview in authentication"), (refusal.Code, refusal.Message));
    }

    public void Dispose()
    {
        _signer.Dispose();
        _folder.Dispose();
    }

    private JsonObject Request(string body) => _requests.Answer(_objects, "np04", "coldbox", JsonNode.Parse(body)!.AsObject(), _notes);

    private async Task<JsonObject> Review(string body) =>
        (await _reviews.CreateAsync(UserInfo.System, JsonNode.Parse(body)!.AsObject()))["status"]!.AsObject();

    private static JsonObject Claims(JsonObject answer) =>
        JsonNode.Parse(Encoding.UTF8.GetString(Base64UrlEncoder.DecodeBytes(((string)answer["status"]!["token"]!).Split('.')[1])))!.AsObject();

    private void Put(string resource, string json) => Assert.NotNull(_objects.TryCreate(new("", resource), "np04", JsonNode.Parse(json)!.AsObject()));
}
