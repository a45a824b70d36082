using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Identity.Tokens;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Reviews;

/// <summary>Finds what a token is to be bound to: a pod of the account, a secret, or a host.</summary>
internal sealed class BoundObject(TokenIssuer issuer, IObjects objects)
{
    /// <summary>Reads a <c>boundObjectRef</c>.</summary>
    /// <exception cref="StatusException">There is no such object, it is another one, or nothing to bind to.</exception>
    public TokenBinding Resolve(JsonObject reference, StoredObject account)
    {
        var (version, kind) = (reference.Text("apiVersion") ?? "", reference.Text("kind") ?? "");
        var ns = account.Key.Namespace;
        return (version, kind) switch
        {
            ("v1", "Pod") => Pod(Find(reference, "pods", ns), account),
            ("v1", "Secret") => new(Secret: Ref(Find(reference, "secrets", ns))),
            ("v1", "Node") => new(Node: Ref(Find(reference, "nodes", ""))),
            _ => throw StatusException.BadRequest($"cannot bind token to object of type {GroupVersion(version)}, Kind={kind}"),
        };
    }

    private TokenBinding Pod(StoredObject pod, StoredObject account)
    {
        if (pod.Value.Text("spec", "serviceAccountName") != account.Key.Name)
        {
            throw StatusException.BadRequest(
                $"cannot bind token for serviceaccount \"{account.Key.Name}\" to pod running with different serviceaccount name.");
        }
        return issuer.BindToPod(pod);
    }

    private StoredObject Find(JsonObject reference, string resource, string ns)
    {
        var name = reference.Text("name") ?? "";
        var found = objects.Get(new("", resource), ns, name) ?? throw StatusException.NotFound(new("", resource), name);
        if (reference.Text("uid") is { Length: > 0 } uid && uid != found.Uid)
        {
            throw StatusException.Conflict(new("", reference.Text("kind") ?? ""), name,
                $"the UID in the bound object reference ({uid}) does not match the UID in record. The object might have been deleted and then recreated");
        }
        return found;
    }

    private static ObjectRef Ref(StoredObject stored) => new(stored.Key.Name, stored.Uid);

    private static string GroupVersion(string version) => version.Contains('/') ? version : $"/{version}";
}
