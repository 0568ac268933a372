using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Rankion.Web.Components.Ui;

/// <summary>
/// A component's own script in the browser: attached to an element once that is drawn, let go with the component. It may be
/// called at any time; before it is attached, and when the browser is away, nothing comes of it.
/// </summary>
/// <typeparam name="T">The component; its <see cref="JSInvokableAttribute"/> methods are called by the script.</typeparam>
public sealed class Script<T> : IAsyncDisposable
    where T : class
{
    private DotNetObjectReference<T>? self;
    private IJSObjectReference? handle;
    private bool isReleased;

    public bool IsAttached => handle is not null;

    /// <summary>Calls the module's <c>attach(element, component, …more)</c>; what that returns takes the calls, and <c>dispose</c> at the end.</summary>
    /// <param name="path">From the base of the app, as <c>./Components/Ui/Modal.razor.js</c>.</param>
    /// <param name="element">Where it has left the page meanwhile, nothing is attached.</param>
    public async Task AttachAsync(IJSRuntime js, T component, string path, ElementReference element, params object?[] more)
    {
        if (isReleased)
            return;
        self = DotNetObjectReference.Create(component);
        try
        {
            handle = await js.InvokeAsync<IJSObjectReference>("rankion.attach", [path, element, self, .. more]);
        }
        catch (Exception away) when (IsAway(away))
        {
            return;
        }
        if (isReleased) // while the browser was asked
            await ReleaseAsync();
    }

    public async Task CallAsync(string function, params object?[] args)
    {
        if (handle is null || isReleased)
            return;
        try
        {
            await handle.InvokeVoidAsync(function, args);
        }
        catch (Exception away) when (IsAway(away))
        {
            // nobody is there to do it
        }
    }

    /// <returns>What the function gives back; the default where nobody is there to answer.</returns>
    public async Task<TResult?> CallAsync<TResult>(string function, params object?[] args)
    {
        if (handle is null || isReleased)
            return default;
        try
        {
            return await handle.InvokeAsync<TResult?>(function, args);
        }
        catch (Exception away) when (IsAway(away))
        {
            return default;
        }
    }

    public async ValueTask DisposeAsync()
    {
        isReleased = true;
        self?.Dispose();
        await ReleaseAsync();
    }

    // A circuit that ends cancels what it still waits for.
    private static bool IsAway(Exception exception) => exception is JSDisconnectedException or OperationCanceledException;

    private async Task ReleaseAsync()
    {
        if (handle is null)
            return;
        try
        {
            await handle.InvokeVoidAsync("dispose");
            await handle.DisposeAsync();
        }
        catch (Exception away) when (IsAway(away))
        {
            // the browser is gone, and its listeners with it
        }
    }
}
