using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Controllers;

/// <summary>Who names which uid as an owner.</summary>
internal sealed class OwnerIndex
{
    private readonly Dictionary<string, HashSet<ObjectKey>> _dependents = [];
    private readonly Dictionary<ObjectKey, IReadOnlyList<string>> _owners = [];

    /// <summary>Takes the newest version of an object; null when it is gone.</summary>
    public void Take(ObjectKey key, JsonObject? value)
    {
        foreach (var old in _owners.GetValueOrDefault(key) ?? [])
        {
            if (_dependents.TryGetValue(old, out var others) && others.Remove(key) && others.Count == 0)
                _dependents.Remove(old);
        }
        string[] owners = [.. value.Maps("metadata", "ownerReferences").Select(one => one.Text("uid")).OfType<string>()];
        if (owners.Length == 0)
            _owners.Remove(key);
        else
            _owners[key] = owners;
        foreach (var owner in owners)
        {
            if (!_dependents.TryGetValue(owner, out var others))
                _dependents[owner] = others = [];
            others.Add(key);
        }
    }

    /// <summary>Who names this uid.</summary>
    public IReadOnlyList<ObjectKey> Of(string uid) => _dependents.TryGetValue(uid, out var dependents) ? [.. dependents] : [];
}
