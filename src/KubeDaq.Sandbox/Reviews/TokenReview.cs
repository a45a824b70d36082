using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Identity.Tokens;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Reviews;

/// <summary>Tells whose token it is that somebody was shown.</summary>
internal sealed class TokenReview(ITokenJudge tokens) : IVirtualResource
{
    private const string Group = "authentication.k8s.io";

    /// <inheritdoc/>
    public GroupResource Resource => new(Group, "tokenreviews");

    /// <inheritdoc/>
    public async ValueTask<JsonObject> CreateAsync(UserInfo user, JsonObject body)
    {
        var spec = body["spec"] as JsonObject ?? [];
        var token = spec.Text("token") ?? "";
        if (token.Length == 0)
            throw StatusException.BadRequest("token is required for TokenReview in authentication");
        var verdict = await tokens.JudgeAsync(token, ReviewObjects.Texts(spec["audiences"]));
        return ReviewObjects.Answer($"{Group}/v1", "TokenReview", body, spec, Status(verdict));
    }

    private static JsonObject Status(TokenVerdict verdict) => verdict.User is { } owner
        ? new() { ["authenticated"] = true, ["user"] = ReviewObjects.Show(owner), ["audiences"] = ReviewObjects.Array(verdict.Audiences) }
        : new() { ["user"] = new JsonObject(), ["error"] = verdict.Error };
}
