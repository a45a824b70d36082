using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Admission;

/// <summary>Gives a pod the priority of its class, of the default class, or 0.</summary>
internal sealed class PodPriority(IObjects objects) : IAdmission
{
    private const string Preempt = "PreemptLowerPriority";
    private static readonly GroupResource Classes = new("scheduling.k8s.io", "priorityclasses");

    /// <inheritdoc/>
    public void Admit(AdmissionRequest request)
    {
        if (request.Object is { } value && request.Request.GroupResource == Classes && value.Flag("globalDefault"))
            RefuseSecondDefault(request, value);
        if (request.Request.GroupResource != Writes.Pods || request.Request.Subresource.Length > 0 || request.Object is null)
            return;
        var spec = request.Spec();
        if (request.Operation == "CREATE")
            Set(request, spec);
        else if (request.OldObject?["spec"] is JsonObject old)
            Keep(spec, old);
    }

    /// <summary>Makes the two classes that every cluster has.</summary>
    public static void EnsureClasses(IObjects objects)
    {
        Create("system-cluster-critical", 2_000_000_000,
            "Used for system critical pods that must run in the cluster, but can be moved to another node if necessary.");
        Create("system-node-critical", 2_000_001_000, "Used for system critical pods that must not be moved from their current node.");

        void Create(string name, int priority, string description) => objects.TryCreate(Classes, "", new()
        {
            ["apiVersion"] = "scheduling.k8s.io/v1",
            ["kind"] = "PriorityClass",
            ["metadata"] = new JsonObject { ["name"] = name },
            ["value"] = priority,
            ["description"] = description,
            ["preemptionPolicy"] = Preempt,
        });
    }

    private void Set(AdmissionRequest request, JsonObject spec)
    {
        var name = spec.Text("priorityClassName") ?? "";
        var found = name.Length == 0 ? DefaultClass() : objects.Get(Classes, "", name)?.Value ?? throw request.Refuse($"no PriorityClass with name {name} was found");
        if (name.Length == 0 && found is not null)
            spec["priorityClassName"] = found.Name();
        var priority = found.Number("value") ?? 0;
        if (spec.Number("priority") is { } given && given != priority)
        {
            throw request.Refuse(
                $"the integer value of priority ({given}) must not be provided in pod spec; priority admission controller computed {priority} from the given PriorityClass name");
        }
        var policy = found.Text("preemptionPolicy") is { Length: > 0 } own ? own : Preempt;
        if (spec.Text("preemptionPolicy") is { Length: > 0 } wanted && wanted != policy)
        {
            throw request.Refuse(
                $"the string value of PreemptionPolicy ({wanted}) must not be provided in pod spec; priority admission controller computed {policy} from the given PriorityClass name");
        }
        spec["priority"] = priority;
        spec["preemptionPolicy"] = policy;
    }

    private static void Keep(JsonObject spec, JsonObject old)
    {
        foreach (var field in new[] { "priority", "preemptionPolicy" })
            spec[field] ??= old[field]?.DeepClone();
    }

    private JsonObject? DefaultClass() =>
        objects.List(Classes).Items.Select(item => item.Value).Where(item => item.Flag("globalDefault")).MinBy(item => item.Number("value"));

    private void RefuseSecondDefault(AdmissionRequest request, JsonObject value)
    {
        if (DefaultClass()?.Name() is { } other && (request.Operation == "CREATE" || other != value.Name()))
            throw request.Refuse($"PriorityClass {other} is already marked as default. Only one default can exist");
    }
}
