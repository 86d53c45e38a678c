import { signal } from "@preact/signals-core";
import { bind } from "@/app/keys";
import { Piece } from "@/app/piece";
import { toast } from "@/app/toasts";
import { Refused } from "@/bridge";
import type { BoardVillage, Round, RoundBoard } from "@/bridge/calls";
import { Saving } from "@/parts/saving";
import type { Edits } from "./edits";
import { chosenVillage, goOn, showOpen } from "./villages";

/** A step of the evening that is done village by village: what is typed for one, saved, and on to the next that waits. */
export abstract class VillageStep<T extends object> extends Piece {
  static override properties = { round: { attribute: false }, board: { attribute: false } };
  declare round: Round;
  declare board: RoundBoard;

  protected readonly refused = signal<Refused | undefined>(undefined);
  readonly #saving = new Saving(this);
  #unbind: (() => void) | undefined;

  /** Where the step keeps what is typed. */
  protected abstract readonly edits: Edits<T>;
  /** What the board knows of a village, before anything is typed. */
  protected abstract fresh(village: BoardVillage): T;
  /** Whether a village still waits for this step. */
  protected abstract waits(village: BoardVillage): boolean;
  /** Whether what is typed may be saved. */
  protected abstract ready(village: BoardVillage, it: T): boolean;
  /** Saves what is typed, and answers what to say then. */
  protected abstract send(village: BoardVillage, it: T): Promise<string>;

  override connectedCallback(): void {
    super.connectedCallback();
    this.edits.caughtUp();
    this.#unbind = bind({ "ctrl+s": () => void this.save(), "ctrl+enter": () => void this.save(true) });
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.get("board") !== undefined) this.edits.caughtUp();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
  }

  override updated(): void {
    showOpen(this);
  }

  protected key(village: BoardVillage): string {
    return `${this.round.id} ${village.area_id}`;
  }

  protected it(village: BoardVillage): T {
    return this.edits.of(this.key(village)) ?? this.fresh(village);
  }

  protected set(village: BoardVillage, change: Partial<T>): void {
    this.edits.set(this.key(village), { ...this.it(village), ...change });
  }

  /** The village whose bag lies on the desk. */
  protected chosen(): BoardVillage | undefined {
    return chosenVillage(this.board, (village) => this.waits(village));
  }

  /** The name or figure one is still in is read first: it belongs to this village and not to the next. */
  protected async save(next = false): Promise<void> {
    await this.#saving.run(() => this.#save(next));
  }

  async #save(next: boolean): Promise<void> {
    const village = this.chosen();
    if (!village) return;
    const it = this.it(village);
    if (!this.ready(village, it)) return;
    try {
      const said = await this.send(village, it);
      this.edits.saved(this.key(village), it);
      this.refused.value = undefined;
      toast(said);
      if (next) goOn(this.board, village.area_id, (each) => this.waits(each) && each.area_id !== village.area_id);
    } catch (cause) {
      this.refused.value = Refused.from(cause);
    }
  }
}
