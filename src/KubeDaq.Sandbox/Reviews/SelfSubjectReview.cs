using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Reviews;

/// <summary>Tells the asker who he is.</summary>
internal sealed class SelfSubjectReview(TimeProvider time) : IVirtualResource
{
    private const string Group = "authentication.k8s.io";

    /// <inheritdoc/>
    public GroupResource Resource => new(Group, "selfsubjectreviews");

    /// <inheritdoc/>
    public ValueTask<JsonObject> CreateAsync(UserInfo user, JsonObject body) => new(new JsonObject
    {
        ["kind"] = "SelfSubjectReview",
        ["apiVersion"] = $"{Group}/v1",
        ["metadata"] = new JsonObject { ["creationTimestamp"] = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ") },
        ["status"] = new JsonObject { ["userInfo"] = ReviewObjects.Show(user) },
    });
}
