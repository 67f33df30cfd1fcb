import type { PersonaDefinition } from '@sparline/personas';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** Never changed once written: calls pin the version they ran with. */
@Entity('persona_versions')
export class PersonaVersionEntity {
  @Column('uuid', { name: 'organization_id' })
  organizationId!: string;

  @PrimaryColumn('uuid', { name: 'persona_id' })
  personaId!: string;

  @PrimaryColumn('integer')
  version!: number;

  @Column('jsonb')
  definition!: PersonaDefinition;

  @Column('uuid', { name: 'created_by', nullable: true })
  createdBy!: string | null;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
