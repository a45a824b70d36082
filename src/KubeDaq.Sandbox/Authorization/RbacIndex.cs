using System.Collections.Concurrent;
using System.Collections.Immutable;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Authorization;

/// <summary>
/// Roles by name and bindings by whom they name, kept up to date change by change: a decision looks only at what the user himself is given,
/// and sees every write that was answered before.
/// </summary>
internal sealed class RbacIndex
{
    private readonly Lock _writing = new();
    private readonly ConcurrentDictionary<ObjectKey, IReadOnlyList<PolicyRule>> _roles = [];
    private readonly ConcurrentDictionary<(string Namespace, Holder Holder), ImmutableList<Grant>> _grants = [];

    /// <summary>Takes in the roles and bindings of a store, and every one that is written to it from now on.</summary>
    public void Follow(ObjectStore store)
    {
        store.Written += Apply;
        foreach (var stored in RbacResources.All.SelectMany(kind => store.Look(kind).In(null)))
            Apply(new(ChangeType.Added, stored, null));
    }

    /// <summary>Takes in a change of any kind of object; those that are no roles or bindings do not matter.</summary>
    public void Apply(Change change)
    {
        var kind = change.Object.Key.Resource;
        if (kind.Group != RbacResources.Group)
            return;
        lock (_writing)
        {
            if (kind == RbacResources.Roles || kind == RbacResources.ClusterRoles)
                ApplyRoleNeedsLock(change);
            else
                ApplyBindingNeedsLock(change);
        }
    }

    /// <summary>The rules of a role, or null where there is no such role.</summary>
    public IReadOnlyList<PolicyRule>? RulesOf(ObjectKey role) => _roles.GetValueOrDefault(role);

    /// <summary>What the user is given cluster-wide and, where it is not empty, in a namespace.</summary>
    public IEnumerable<Grant> GrantsTo(UserInfo user, string ns) => ns.Length == 0 ? In("", user) : In("", user).Concat(In(ns, user));

    private IEnumerable<Grant> In(string ns, UserInfo user)
    {
        var holders = user.Groups.Select(group => new Holder(true, group)).Prepend(new(false, user.Name));
        return holders.SelectMany(holder => _grants.TryGetValue((ns, holder), out var grants) ? grants : []);
    }

    private void ApplyRoleNeedsLock(Change change)
    {
        if (change.Type == ChangeType.Deleted)
            _roles.TryRemove(change.Object.Key, out _);
        else
            _roles[change.Object.Key] = PolicyRule.AllOf(change.Object.Value);
    }

    private void ApplyBindingNeedsLock(Change change)
    {
        ForgetNeedsLock(RoleBinding.From(change.Previous ?? change.Object));
        if (change.Type == ChangeType.Deleted)
            return;
        var binding = RoleBinding.From(change.Object);
        foreach (var subject in binding.Subjects)
        {
            if (subject.Holder is { } holder)
                _grants.AddOrUpdate((binding.Namespace, holder), [new Grant(binding, subject)], (_, grants) => grants.Add(new(binding, subject)));
        }
    }

    private void ForgetNeedsLock(RoleBinding binding)
    {
        foreach (var holder in binding.Subjects.Select(subject => subject.Holder).OfType<Holder>().Distinct())
        {
            var key = (binding.Namespace, holder);
            if (!_grants.TryGetValue(key, out var grants))
                continue;
            grants = grants.RemoveAll(grant => grant.Binding.Name == binding.Name);
            if (grants.IsEmpty)
                _grants.TryRemove(key, out _);
            else
                _grants[key] = grants;
        }
    }
}

/// <summary>A binding and the one of its subjects through which a user has its role.</summary>
internal sealed record Grant(RoleBinding Binding, Subject Subject);
