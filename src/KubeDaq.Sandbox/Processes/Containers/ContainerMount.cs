namespace KubeDaq.Sandbox.Processes.Containers;

/// <summary>A file or folder of the machine that a container sees somewhere.</summary>
/// <param name="Source">The file or folder; it must exist.</param>
/// <param name="Target">The absolute path in the container.</param>
/// <param name="ReadOnly">Whether the container may only read it.</param>
internal sealed record ContainerMount(string Source, string Target, bool ReadOnly = false);
