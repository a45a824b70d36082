using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess;
using KubeDaq.Api.HostAccess.Compiling;
using KubeDaq.Api.Meta;
using KubeDaq.Sandbox.Admission;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;
using KubeDaq.Sandbox.Tests.Authorization;

namespace KubeDaq.Sandbox.Tests.Admission;

/// <summary>A store with a governed namespace np04, another one, and what the operator compiled; and the two rules over it.</summary>
internal sealed class CompiledPolicies
{
    private const string Group = "admissionregistration.k8s.io";
    private readonly Sandboxed _store = new();

    public CompiledPolicies(Rbac rbac, HostAccessMode mode = HostAccessMode.Deny)
    {
        Put(new("", "namespaces"), Namespace("np04", HostAccessNames.Governed));
        Put(new("", "namespaces"), Namespace("free", null));
        HostAccessPolicy policy = new() { Metadata = new ObjectMeta { Name = "daq-network", Generation = 1 }, Spec = new() { HostNetwork = true } };
        var units = new Dictionary<string, string> { ["dune.daq/flxcard-apa001-data0"] = "apa001" };
        foreach (var value in HostAccessCompiler.Compile([policy], mode, units).Objects)
            Put(new(Group, value.Text("kind") == "ValidatingAdmissionPolicy" ? "validatingadmissionpolicies" : "validatingadmissionpolicybindings"), value);
        var inForce = new SetInForce(_store.Objects);
        HostAccess = new HostAccessRule(_store.Objects, inForce, rbac.Authorizer);
        Cards = new CardAccessRule(_store.Objects, inForce, rbac.Authorizer);
    }

    public IAdmission HostAccess { get; }

    public IAdmission Cards { get; }

    public void Remove(string plural, string name)
    {
        var key = new ObjectKey(new(Group, plural), "", name);
        Assert.NotNull(_store.Store.TryRemove(key, null, _store.Store.Get(key)!));
    }

    public static JsonObject Pod(string spec, string account = "a") =>
        JsonNode.Parse($$"""{"metadata": {"name": "p"}, "spec": {"serviceAccountName": "{{account}}", {{spec}} } }""")!.AsObject();

    public static AdmissionRequest Request(JsonObject pod, JsonObject? old = null, string ns = "np04", string subresource = "", params string[] groups) => new()
    {
        User = Rbac.User("alice", groups),
        Request = Rbac.Ask(old is null ? "create" : "update", "pods", ns, "", "p") with { Subresource = subresource },
        Operation = old is null ? "CREATE" : "UPDATE",
        Object = pod,
        OldObject = old,
    };

    private static JsonObject Namespace(string name, string? governed)
    {
        var labels = new JsonObject { ["kubernetes.io/metadata.name"] = name };
        if (governed is not null)
            labels[HostAccessNames.NamespaceLabel] = governed;
        return new() { ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = labels } };
    }

    private void Put(GroupResource kind, JsonObject value) =>
        Assert.NotNull(_store.Store.TryWrite(new ObjectKey(kind, "", value.Name()), value, null));
}
