using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Selection;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Authorization;

/// <summary>
/// Keeps the rules of aggregated ClusterRoles (admin, edit, view and any with an <c>aggregationRule</c>) equal to those of the roles that they
/// collect, so that a role that comes with a new kind of object is in force with one label.
/// </summary>
internal sealed class RoleAggregation(IObjects objects) : IBackgroundPart
{
    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var revision = FillAll(objects);
                await foreach (var _ in objects.Watch(RbacResources.ClusterRoles, null, revision, stop))
                    FillAll(objects);
            }
            catch (RevisionTooOldException)
            {
                // Much was written meanwhile: look at all of it again.
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Fills all aggregated roles. One that collects another aggregated role needs a further round.</summary>
    /// <returns>The revision up to which roles were seen.</returns>
    public static long FillAll(IObjects objects)
    {
        while (true)
        {
            var (roles, revision) = objects.List(RbacResources.ClusterRoles);
            var changed = false;
            foreach (var role in roles.Where(role => role.Value["aggregationRule"] is JsonObject))
                changed |= Fill(objects, role, RulesFor(role.Value, roles.Select(other => other.Value)));
            if (!changed)
                return revision;
        }
    }

    /// <summary>The rules that an aggregated role must have: those of the roles it collects, each once, selector by selector.</summary>
    public static JsonArray RulesFor(JsonObject role, IEnumerable<JsonObject> all)
    {
        var name = role.Name();
        var others = all.Where(other => other.Name() != name).OrderBy(other => other.Name(), StringComparer.Ordinal).ToList();
        var rules = new JsonArray();
        foreach (var rule in role.Maps("aggregationRule", "clusterRoleSelectors")
            .Select(LabelSelector.FromObject)
            .SelectMany(selector => others.Where(other => selector.Matches(other.Map("metadata", "labels"))))
            .SelectMany(other => other.Maps("rules")))
        {
            if (!rules.Any(known => JsonNode.DeepEquals(known, rule)))
                rules.Add(rule.DeepClone());
        }
        return rules;
    }

    private static bool Fill(IObjects objects, StoredObject role, JsonArray rules)
    {
        if (JsonNode.DeepEquals(role.Value["rules"] ?? new JsonArray(), rules))
            return false;
        objects.Update(role.Key.Resource, "", role.Key.Name, value =>
        {
            value["rules"] = rules.DeepClone();
            return true;
        }, uid: role.Uid);
        return true;
    }
}
