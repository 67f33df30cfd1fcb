import type { Mode, PersonaDefinition } from '@sparline/personas';
import { Column, CreateDateColumn, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';

@Entity('personas')
export class PersonaEntity {
  @Column('uuid', { name: 'organization_id' })
  organizationId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  /** Set for those the catalogue ships. */
  @Column('text', { name: 'built_in_key', nullable: true })
  builtInKey!: string | null;

  @Column('integer')
  version!: number;

  @Column('text')
  name!: string;

  @Column('text')
  mode!: Mode;

  @Column('jsonb')
  definition!: PersonaDefinition;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;

  @Column('timestamptz', { name: 'deleted_at', nullable: true })
  deletedAt!: Date | null;
}
