using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Reviews;

/// <summary>Answers whether somebody may do something: about anybody, about the asker himself, or within one namespace.</summary>
internal sealed class AccessReview : IVirtualResource
{
    private const string Group = "authorization.k8s.io";

    private readonly IAuthorizer _authorizer;
    private readonly string _kind;
    private readonly bool _self;
    private readonly bool _local;

    private AccessReview(IAuthorizer authorizer, string kind, bool self = false, bool local = false)
    {
        _authorizer = authorizer;
        _kind = kind;
        _self = self;
        _local = local;
    }

    /// <inheritdoc/>
    public GroupResource Resource => new(Group, $"{_kind.ToLowerInvariant()}s");

    /// <summary>The three kinds of this review.</summary>
    public static IEnumerable<IVirtualResource> All(IAuthorizer authorizer) =>
    [
        new AccessReview(authorizer, "SubjectAccessReview"),
        new AccessReview(authorizer, "SelfSubjectAccessReview", self: true),
        new AccessReview(authorizer, "LocalSubjectAccessReview", local: true),
    ];

    /// <inheritdoc/>
    public ValueTask<JsonObject> CreateAsync(UserInfo user, JsonObject body)
    {
        var spec = body["spec"] as JsonObject ?? [];
        if (Problems(body, spec).ToList() is { Count: > 0 } problems)
            throw StatusException.Invalid(new(Group, ""), "", problems);
        var decision = _authorizer.Authorize(_self ? user : AccessQuestion.Subject(spec), AccessQuestion.Read(spec));
        var status = new JsonObject { ["allowed"] = decision.Allowed };
        if (decision.Reason.Length > 0)
            status["reason"] = decision.Reason;
        return new(ReviewObjects.Answer($"{Group}/v1", _kind, body, spec, status));
    }

    private IEnumerable<Cause> Problems(JsonObject body, JsonObject spec)
    {
        var problems = AccessQuestion.Problems(spec);
        if (!_self)
            problems = problems.Concat(AccessQuestion.SubjectProblems(spec));
        if (_local)
            problems = problems.Concat(AccessQuestion.LocalProblems(spec, body.Namespace()));
        return problems.Concat(MetadataProblems(body));
    }

    private IEnumerable<Cause> MetadataProblems(JsonObject body)
    {
        var metadata = body["metadata"] as JsonObject ?? [];
        var meant = metadata.Where(pair => pair.Value is not null && pair.Key is not ("managedFields" or "namespace"));
        if (meant.Any())
            yield return Cause.InvalidValue("metadata", metadata.DeepClone(), _local ? "must be empty except for namespace" : "must be empty");
    }
}
