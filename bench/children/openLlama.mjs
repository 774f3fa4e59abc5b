// llama.cpp through node-llama-cpp's prebuilt binary for the processor.

/** The model in `ggufFile` with a context of these settings. */
export async function openLlama({ ggufFile, threads, ...settings }) {
  const { getLlama } = await import('node-llama-cpp');
  const llama = await getLlama({
    gpu: false,
    build: 'never',
    logLevel: 'error',
    maxThreads: threads,
  });
  const model = await llama.loadModel({ modelPath: ggufFile, gpuLayers: 0 });
  const context = await model.createContext({ threads, ...settings });
  return {
    llama,
    model,
    context,
    async close() {
      await context.dispose();
      await model.dispose();
    },
  };
}
