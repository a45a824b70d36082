using System.Text.Json;
using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Admission;

/// <summary>A pod runs under a service account that exists, <c>default</c> where it names none, and finds that account's credentials in its containers.</summary>
internal sealed class ServiceAccountAdmission(IObjects objects) : IAdmission
{
    private const string Default = "default";
    private const string Automount = "automountServiceAccountToken";
    private static readonly GroupResource Accounts = new("", "serviceaccounts");

    // The default account is made by a controller when its namespace is: a pod that comes with the namespace may be faster.
    private static readonly TimeSpan DefaultAccountWait = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public void Admit(AdmissionRequest request)
    {
        if (!request.Creates(Writes.Pods))
            return;
        var spec = request.Spec();
        var name = new[] { spec.Text("serviceAccountName"), spec.Text("serviceAccount"), Default }.First(name => !string.IsNullOrEmpty(name))!;
        spec["serviceAccountName"] = name;
        spec["serviceAccount"] = name;
        var ns = request.Request.Namespace;
        var account = Find(ns, name)
            ?? throw request.Refuse($"error looking up service account {ns}/{name}: serviceaccount \"{name}\" not found");
        if ((spec[Automount] ?? account[Automount])?.GetValueKind() != JsonValueKind.False)
            TokenVolume.Mount(spec);
        if (spec["imagePullSecrets"] is not JsonArray { Count: > 0 } && account["imagePullSecrets"] is JsonArray { Count: > 0 } secrets)
            spec["imagePullSecrets"] = secrets.DeepClone();
    }

    private JsonObject? Find(string ns, string name)
    {
        var account = objects.Get(Accounts, ns, name);
        if (account is null && name == Default)
            SpinWait.SpinUntil(() => (account = objects.Get(Accounts, ns, name)) is not null, DefaultAccountWait);
        return account?.Value;
    }
}
