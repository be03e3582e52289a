/** Where the kills and power cuts of this run fall; another number puts them elsewhere, as at night. */
export const RUN_SEED = Number(process.env.BROADSHEET_SEED ?? 0) * 1_000_003;
