import type { CommandId } from '../../../../shared/commands';

/** How every command is carried out; the compiler demands one entry for each. */
export type CommandTable = Readonly<Record<CommandId, (isRepeat: boolean) => void>>;

/** The part of the table whose names begin alike, such as `nav.` */
export type CommandsOf<Prefix extends string> = {
  readonly [Id in CommandId as Id extends `${Prefix}.${string}` ? Id : never]: CommandTable[Id];
};
