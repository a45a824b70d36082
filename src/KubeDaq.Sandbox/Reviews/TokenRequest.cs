using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Identity;
using KubeDaq.Sandbox.Identity.Tokens;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Reviews;

/// <summary>Gives a token for a service account: <c>POST .../serviceaccounts/NAME/token</c>.</summary>
internal sealed class TokenRequest(TokenIssuer issuer, BoundObject bound, TimeProvider time) : ISubresource
{
    private const long DefaultSeconds = 3600;
    private const long MinimumSeconds = 600;
    private const long MaximumSeconds = 1L << 32;

    private const string IssuedId = "authentication.kubernetes.io/issued-credential-id";

    private static readonly GroupResource Kind = new("authentication.k8s.io", "TokenRequest");
    private static readonly GroupResource Namespaces = new("", "namespaces");

    /// <inheritdoc/>
    public GroupResource Resource => new("", "serviceaccounts");

    /// <inheritdoc/>
    public string Name => "token";

    /// <inheritdoc/>
    public async Task HandleAsync(SubresourceCall call)
    {
        if (call.Request.Verb != "create")
            throw StatusException.MethodNotAllowed();
        var body = await call.ReadObjectAsync(Kind.Resource);
        if (call.Objects.Get(Namespaces, "", call.Request.Namespace) is null)
            throw StatusException.NotFound(Namespaces, call.Request.Namespace);
        await call.AnswerAsync(201, Answer(call.Objects, call.Request.Namespace, call.Request.Name, body, call.Audit.Annotations));
    }

    /// <summary>The request with its token; its number goes to the audit log's notes.</summary>
    public JsonObject Answer(IObjects objects, string ns, string name, JsonObject body, IDictionary<string, string> notes)
    {
        var metadata = body["metadata"] as JsonObject;
        RefuseOtherName(metadata, ns, name);
        var account = objects.Get(Resource, ns, name) ?? throw StatusException.NotFound(Resource, name);
        if (metadata.Text("uid") is { Length: > 0 } uid && uid != account.Uid)
        {
            throw StatusException.Conflict(Kind, name,
                $"the UID in the token request ({uid}) does not match the UID of the service account ({account.Uid})");
        }
        var spec = body["spec"] as JsonObject ?? [];
        var seconds = Seconds(spec);
        var reference = spec["boundObjectRef"] as JsonObject;
        var binding = reference is null ? TokenBinding.None : bound.Resolve(reference, account);
        var issued = issuer.Issue(account, ReviewObjects.Texts(spec["audiences"]), seconds, binding);
        notes[IssuedId] = UserExtra.TokenId(issued.Id);
        return new()
        {
            ["kind"] = Kind.Resource,
            ["apiVersion"] = $"{Kind.Group}/v1",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = ns, ["uid"] = account.Uid, ["creationTimestamp"] = Time(time.GetUtcNow()) },
            ["spec"] = new JsonObject
            {
                ["audiences"] = ReviewObjects.Array(issued.Audiences),
                ["expirationSeconds"] = seconds,
                ["boundObjectRef"] = reference?.DeepClone(),
            },
            ["status"] = new JsonObject { ["token"] = issued.Token, ["expirationTimestamp"] = Time(issued.Expires) },
        };
    }

    private static void RefuseOtherName(JsonObject? metadata, string ns, string name)
    {
        if (metadata.Text("namespace") is { Length: > 0 } otherNs && otherNs != ns)
            throw StatusException.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        if (metadata.Text("name") is { Length: > 0 } other && other != name)
            throw StatusException.Invalid(Kind, name, [Cause.InvalidValue("metadata.name", other, "must match the service account name if specified")]);
    }

    private static long Seconds(JsonObject spec)
    {
        var seconds = spec.Number("expirationSeconds") ?? DefaultSeconds;
        var problem = seconds switch
        {
            < MinimumSeconds => "may not specify a duration less than 10 minutes",
            > MaximumSeconds => "may not specify a duration larger than 2^32 seconds",
            _ => null,
        };
        return problem is null ? seconds : throw StatusException.Invalid(Kind, "", [Cause.InvalidValue("spec.expirationSeconds", seconds, problem)]);
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ");
}
