using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;
using KubeDaq.Sandbox.Tests.Authorization;

namespace KubeDaq.Sandbox.Tests.Admission;

/// <summary>A store and the way of a write through an admission.</summary>
internal sealed class Admitted
{
    private readonly ObjectStore _store = new();

    public Admitted() => Objects = new(_store);

    public PlainObjects Objects { get; }

    public Admitted Put(GroupResource kind, string ns, string json)
    {
        Assert.NotNull(Objects.TryCreate(kind, ns, JsonNode.Parse(json)!.AsObject()));
        return this;
    }

    public Admitted PutAccount(string name, string more = "") =>
        Put(new("", "serviceaccounts"), "np04", $$"""{"metadata": {"name": "{{name}}"} {{more}} }""");

    public static JsonObject Pod(string spec) => JsonNode.Parse($$"""{"metadata": {"name": "p"}, "spec": {{spec}} }""")!.AsObject();

    /// <summary>The object as it comes out.</summary>
    public static JsonObject Create(IAdmission admission, JsonObject value, string resource = "pods", string ns = "np04", string group = "")
    {
        Send(admission, "CREATE", Rbac.Ask("create", resource, ns, group), value);
        return value;
    }

    /// <summary>The refusal of a creation.</summary>
    public static StatusException Refusal(IAdmission admission, JsonObject value, string resource = "pods", string group = "") =>
        Assert.Throws<StatusException>(() => Create(admission, value, resource, group: group));

    public static void Send(IAdmission admission, string operation, RequestInfo request, JsonObject? value, JsonObject? old = null) => admission.Admit(new()
    {
        User = UserInfo.System,
        Request = request,
        Operation = operation,
        Object = value,
        OldObject = old,
    });
}
