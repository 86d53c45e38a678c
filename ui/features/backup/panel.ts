import type { TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { say } from "@/app/words";
import { emptyPlace } from "@/parts/notices";

/** Backups: the latest, the second place, and the way back. */
class BackupPanel extends Piece {
  protected override render(): TemplateResult {
    return emptyPlace({ icon: "disk", title: say("settings.backup"), text: say("settings.sub.backup") });
  }
}
define("zd-backup-panel", BackupPanel);
